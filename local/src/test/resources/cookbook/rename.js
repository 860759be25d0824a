db.users.countDocuments({ mail: { $exists: true } })
