/// The machine the sandbox happens to run on: its ports, its folders, its processes, and whether Docker answers.
package shop.handover.sandbox.machine;
