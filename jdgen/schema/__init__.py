"""What files may say: shapes read data with positions into the model, or say what is wrong."""
