package spacelift

allow { input.session.member }
