db.customers.countDocuments({ address: { $exists: true } })
