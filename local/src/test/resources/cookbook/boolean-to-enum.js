db.teams.countDocuments({ isPro: { $exists: true } })
