package shop.handover.sandbox.inbox;

/// A mail address with the name beside it; the name is empty where there is none.
public record Address(String name, String address) {

    @Override
    public String toString() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
