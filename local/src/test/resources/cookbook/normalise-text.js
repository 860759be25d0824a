db.users.countDocuments({ email: /[A-Z]|^\s|\s$/ })
