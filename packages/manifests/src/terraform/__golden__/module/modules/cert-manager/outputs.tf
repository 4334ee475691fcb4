# What others may know of it.
