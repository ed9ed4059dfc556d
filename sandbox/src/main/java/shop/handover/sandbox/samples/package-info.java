/// The goods of the sample shop: files a seller could have written, made on the spot, since nobody wants
/// twenty megabytes in a repository. They come out byte for byte the same on every machine, so that their
/// checksums can stand in the catalog.
package shop.handover.sandbox.samples;
