/// The one door of the house: which paths exist, who answers them, and nothing else. In production this is
/// nginx or a Gateway of the cluster; on a laptop and in tests it is a small proxy of our own.
package shop.handover.sandbox.gateway;
