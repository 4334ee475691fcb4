locals {
  names  = [for n in var.names : upper(n)]
  by_key = { for k, v in var.map : k => v if v != null }
  merged = merge(local.by_key, { extra = 1 })
  choice = var.on ? "yes" : "no"
  sum    = (1 + 2) * 3
  splat  = aws_instance.all[*].id
  multi = (
    var.a
    && var.b
  )
  list_of_objects = [
    { name = "a", port = 80 },
    { name = "b", port = 443 },
  ]
}
