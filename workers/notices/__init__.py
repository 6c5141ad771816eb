"""What others are told of a specification: the customer by e-mail, systems by signed webhooks.

written with the reason, in one transaction ─► due ─► sent ─┬─► done
                                                ▲           └─► again, later each time ─► given up
                                                └───────────────┘
"""
