package shop.handover.sandbox.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks into the inbox for the mails of one purchase.
final class MailpitClient {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser browser;
    private final URI inbox;
    private final String buyer;

    MailpitClient(Browser browser, URI inbox, String buyer) {
        this.browser = browser;
        this.inbox = inbox;
        this.buyer = buyer;
    }

    /// Waits for the buyer's mail and gives its plain text.
    String theOneToTheBuyer() {
        String id = theOne("To", "buyer");
        return parse(browser.get(inbox.resolve("/api/v1/message/" + id)).text())
                .path("Text")
                .asText();
    }

    void theOneToTheOwner() {
        theOne("ReplyTo", "owner");
    }

    /// Fails where either mail came more than once.
    void nothingNew() {
        theOneToTheBuyer();
        theOneToTheOwner();
    }

    private String theOne(String field, String whose) {
        browser.until(PATIENCE, search(), answer -> !with(field, answer).isEmpty());
        List<JsonNode> mails = with(field, browser.get(search()));
        Journey.check(mails.size() == 1, mails.size() + " mails to the " + whose + " instead of one");
        return mails.getFirst().path("ID").asText();
    }

    private URI search() {
        return inbox.resolve("/api/v1/messages?limit=1000");
    }

    private List<JsonNode> with(String field, Browser.Answer answer) {
        List<JsonNode> mails = new ArrayList<>();
        for (JsonNode mail : parse(answer.text()).path("messages")) {
            for (JsonNode address : mail.path(field)) {
                if (address.path("Address").asText().equalsIgnoreCase(buyer)) {
                    mails.add(mail);
                }
            }
        }
        return mails;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new StationFailed("this is not JSON: " + json.substring(0, Math.min(100, json.length())));
        }
    }
}
