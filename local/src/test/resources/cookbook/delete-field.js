db.teams.countDocuments({ legacyId: { $exists: true } })
