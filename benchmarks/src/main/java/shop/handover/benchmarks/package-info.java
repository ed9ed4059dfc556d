/// Programs that measure the store, `./handover bench NAME`: each a [Benchmark], told apart by what it loads. They
/// say what they saw and on which machine; they judge nothing, and no test runs them.
package shop.handover.benchmarks;
