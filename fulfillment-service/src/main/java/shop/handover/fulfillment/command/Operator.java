package shop.handover.fulfillment.command;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/// Runs the command that the first word names.
@ApplicationScoped
public class Operator implements QuarkusApplication {

    private final LedgerCommand ledger;
    private final PurchaseCommand purchase;
    private final MailsCommand mails;

    Operator(LedgerCommand ledger, PurchaseCommand purchase, MailsCommand mails) {
        this.ledger = ledger;
        this.purchase = purchase;
        this.mails = mails;
    }

    @Override
    public int run(String... arguments) {
        var rest = List.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        var verdict = switch (arguments[0]) {
            case "ledger" -> ledger.run(rest);
            case "purchase" -> purchase.run(rest);
            case "mails" -> mails.run(rest);
            default ->
                Verdict.misused("handover: there is no command " + arguments[0]
                        + "; there are: ledger, purchase, mails, dead-letters");
        };
        verdict.details().forEach(System.out::println);
        (verdict.status() == 0 ? System.out : System.err).println(verdict.line());
        return verdict.status();
    }
}
