"""What expressions presuppose: that inverses, roots, logarithms and expectations exist."""
