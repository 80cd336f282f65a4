print("make-garden")
