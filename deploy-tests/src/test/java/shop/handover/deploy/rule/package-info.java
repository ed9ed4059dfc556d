/// What must hold of a rendered overlay beyond its form: things an API server takes without a word, and that fail at
/// night. Each rule names every fault it sees.
package shop.handover.deploy.rule;
