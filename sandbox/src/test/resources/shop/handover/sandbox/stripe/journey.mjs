// A shop's day through Stripe's own Node library: node journey.mjs <api base> <API version, or any word for the library's own>
import {createRequire} from 'node:module';
import {createServer} from 'node:http';
import assert from 'node:assert/strict';

const require = createRequire(process.cwd() + '/');
const Stripe = require('stripe');
const base = new URL(process.argv[2]);
const version = process.argv[3].startsWith('20') ? process.argv[3] : Stripe.API_VERSION;
const stripe = new Stripe('sk_test_node', {host: base.hostname, port: base.port, protocol: 'http', maxNetworkRetries: 0, apiVersion: version});

const letters = [];
const shop = createServer((request, response) => {
  let body = '';
  request.on('data', part => (body += part));
  request.on('end', () => { letters.push({body, signature: request.headers['stripe-signature']}); response.end(); });
}).listen(0, '127.0.0.1');
await new Promise(done => shop.on('listening', done));
const endpoint = await stripe.webhookEndpoints.create({
  url: `http://127.0.0.1:${shop.address().port}/`, enabled_events: ['*'], api_version: version});

const product = await stripe.products.create({name: 'Handbook', metadata: {shop: 'node'}});
const price = await stripe.prices.create({product: product.id, currency: 'eur', unit_amount: 2900, lookup_key: 'node_handbook', transfer_lookup_key: true});
assert.equal((await stripe.prices.list({lookup_keys: ['node_handbook']})).data[0].id, price.id);

const asking = {mode: 'payment', success_url: 'http://127.0.0.1:9/?s={CHECKOUT_SESSION_ID}', line_items: [{price: price.id, quantity: 1}]};
const session = await stripe.checkout.sessions.create(asking, {idempotencyKey: version});
assert.equal((await stripe.checkout.sessions.create(asking, {idempotencyKey: version})).id, session.id);
await assert.rejects(stripe.checkout.sessions.create({...asking, mode: 'setup'}, {idempotencyKey: version}), {type: 'StripeIdempotencyError'});
const filtered = {...asking, payment_method_types: ['card']};
if (version.endsWith('endive')) {
  await assert.rejects(stripe.checkout.sessions.create(filtered), {code: 'parameter_unknown', param: 'payment_method_types'});
  const {payment_method_types, ...rest} = filtered;
  assert.deepEqual((await stripe.checkout.sessions.create({...rest, allowed_payment_method_types: ['card']})).payment_method_types, ['card']);
} else {
  assert.deepEqual((await stripe.checkout.sessions.create(filtered)).payment_method_types, ['card']);
}
await assert.rejects(stripe.prices.retrieve('price_nowhere'), {type: 'StripeInvalidRequestError', code: 'resource_missing', statusCode: 404});

const paid = await fetch(session.url.split('#')[0], {method: 'POST', redirect: 'manual', body: new URLSearchParams({
  email: 'buyer@example.com', cardNumber: '4242424242424242', cardExpiry: '12/34', cardCvc: '123',
  billingName: 'Test Buyer', billingCountry: 'DE', billingPostalCode: '10115'})});
assert.equal(paid.status, 303);
const whole = await stripe.checkout.sessions.retrieve(session.id, {expand: ['line_items.data.price.product', 'payment_intent.latest_charge']});
assert.equal(whole.payment_status, 'paid');
assert.equal(whole.line_items.data[0].price.product.name, 'Handbook');
assert.equal(whole.payment_intent.latest_charge.paid, true);

await assert.rejects(stripe.paymentIntents.create({amount: 900, currency: 'eur', confirm: true, payment_method: 'pm_card_chargeDeclined', return_url: 'http://127.0.0.1:9/'}),
    {type: 'StripeCardError', code: 'card_declined', decline_code: 'generic_decline'});
const refund = await stripe.refunds.create({payment_intent: whole.payment_intent.id, amount: 900});
assert.equal(refund.status, 'succeeded');

const made = [];
for (let i = 0; i < 25; i++) made.push((await stripe.customers.create({email: `c${i}@example.com`})).id);
const seen = [];
for await (const customer of stripe.customers.list({limit: 10})) seen.push(customer.id);
assert.deepEqual(seen.slice(0, 25), made.reverse());

for (let i = 0; i < 100 && !letters.some(l => l.body.includes('"charge.refunded"')); i++) await new Promise(done => setTimeout(done, 50));
for (const letter of letters) stripe.webhooks.constructEvent(letter.body, letter.signature, endpoint.secret);
assert.ok(letters.some(l => JSON.parse(l.body).type === 'checkout.session.completed'));
shop.close();
console.log('well done');
