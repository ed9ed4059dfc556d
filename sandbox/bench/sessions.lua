-- Session creations, each with a key of its own: PRICE=price_… wrk -s sandbox/bench/sessions.lua http://127.0.0.1:12111/v1/checkout/sessions
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer sk_test_bench"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "mode=payment&success_url=http%3A%2F%2F127.0.0.1%2Fok%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&line_items[0][quantity]=1"
    .. "&metadata[shop]=bench&line_items[0][price]=" .. os.getenv("PRICE")
local count = 0
local thread = tostring({})
request = function()
  count = count + 1
  wrk.headers["Idempotency-Key"] = thread .. count
  return wrk.format()
end
