/// The sandbox on the wire: the API, the payment page, the dashboard and the controls.
package shop.handover.sandbox.stripe.http;
