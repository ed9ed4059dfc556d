/// How settings reach a service beyond the environment.
package shop.handover.kit.config;
