db.orders.aggregate([
  { $lookup: { from: "customers", localField: "customerId", foreignField: "_id", as: "customer" } },
  { $match: { customerId: { $ne: null }, customer: { $size: 0 } } }
])
