db.orders.countDocuments({ createdAt: null })
