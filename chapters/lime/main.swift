print("lime")
