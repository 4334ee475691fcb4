# Größe
name    = "größe 日本"
labels  = { "名前" = "値", plain = "ä" }
emoji   = "🚀"
ordered = ["ä", "b"]
