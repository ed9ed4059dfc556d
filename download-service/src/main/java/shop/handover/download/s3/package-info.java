/// S3 and what speaks like it.
package shop.handover.download.s3;
