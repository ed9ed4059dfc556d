/// The packaged services and what they stand on, each process under a supervisor.
package shop.handover.torture.house;
