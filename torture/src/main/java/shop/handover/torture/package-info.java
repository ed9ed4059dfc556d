/// The torture run: the packaged house under everything that may go wrong at once, and whether it kept its promises.
package shop.handover.torture;
