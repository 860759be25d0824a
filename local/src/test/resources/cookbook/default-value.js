db.teams.countDocuments({ plan: { $exists: false } })
