"""PostgreSQL, Valkey and a mailbox on this machine, for `./dev run` and the tests; never imported in production."""
