// a
# b
/* c */ variable "x" { # d
  # before
  type = string // e
  /* inline */ default = "v" /* f */

  // after
}

# lone comment

# belongs to y
variable "y" {
  # only a comment
}
