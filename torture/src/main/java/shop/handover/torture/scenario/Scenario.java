package shop.handover.torture.scenario;

/// One buyer's story.
///
/// @param number from 0, unique in its run
/// @param slug of the product
/// @param currency `eur` or `usd`
public record Scenario(int number, Kind kind, String slug, String currency, Mood mood) {

    /// The buyer's address; no other scenario has it.
    public String email() {
        return mood.address(number);
    }
}
