region      = "us-east-1"
environment = "dev" # never prod
replicas    = 2

# Accounts that may be reached
account_ids = ["111122223333", "444455556666"]

namespaces = {
  cats = { owner = "team-cats", quota = 4 }
  dogs = { owner = "team-dogs", quota = 2 } # small
}

empty_list = []
empty_map  = {}
