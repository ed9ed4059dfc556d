/// What an operator may ask of the service from a shell: the same artefact, another first word.
package shop.handover.fulfillment.command;
