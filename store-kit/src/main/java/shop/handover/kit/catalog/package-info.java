/// The catalog: what the shop sells, in one YAML file that is read whole or not at all. What was sold stays sold: a
/// change here never takes a file from someone who paid.
package shop.handover.kit.catalog;
