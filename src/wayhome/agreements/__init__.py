"""Who may learn what. Only this room decides; everybody else asks it."""
