"""What files may say: each shape reads data with positions into the model, or says what is wrong."""
