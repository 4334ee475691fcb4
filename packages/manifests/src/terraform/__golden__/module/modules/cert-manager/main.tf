# What the module makes.
