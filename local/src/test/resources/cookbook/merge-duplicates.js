db.users.aggregate([
  { $match: { email: { $type: "string" } } },
  { $group: { _id: "$email", users: { $sum: 1 } } },
  { $match: { users: { $gt: 1 } } }
])
