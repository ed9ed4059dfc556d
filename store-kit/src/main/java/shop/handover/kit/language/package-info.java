/// What the shop says on its pages and in its mails, in every language it speaks: one file of words a language, and
/// how that language writes amounts, sizes and dates.
package shop.handover.kit.language;
