# Windows
module "a" {
  source = "./a"
  name   = "x" # trailing

  tags = {
    a  = "1"
    bb = "2"
  }
}

module "b" {
  source = "./b"
}
