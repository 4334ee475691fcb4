module "a" {
    source="./a"
    name   =   "x"   # odd
  list=["a","b" , "c"]
    map={a=1,b:2}
}
module "b" {
	source = "./b"
	name = "tabs"
}
