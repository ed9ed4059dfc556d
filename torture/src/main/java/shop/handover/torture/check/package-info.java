/// What a run left behind, and whether the promises were kept.
package shop.handover.torture.check;
