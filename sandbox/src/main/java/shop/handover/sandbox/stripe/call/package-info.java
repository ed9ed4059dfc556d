/// One call to the API, from the address it names to the answer: routes, lists, expansion, versions.
package shop.handover.sandbox.stripe.call;
