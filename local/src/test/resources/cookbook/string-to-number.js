db.products.countDocuments({ price: { $type: "string" } })
