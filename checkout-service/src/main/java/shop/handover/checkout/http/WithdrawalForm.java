package shop.handover.checkout.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.Set;
import shop.handover.checkout.withdrawal.Withdrawal;
import shop.handover.kit.mail.EmailAddress;

/// What was typed into the withdrawal form, and which fields have to be mended.
record WithdrawalForm(String name, String reference, String email, Set<String> faults) {

    private static final int LONGEST = 250;

    static WithdrawalForm empty() {
        return new WithdrawalForm("", "", "", Set.of());
    }

    static WithdrawalForm of(MultivaluedMap<String, String> form) {
        var name = line(form.getFirst("name"));
        var reference = line(form.getFirst("reference"));
        var email = line(form.getFirst("email"));
        var faults = new HashSet<String>();
        if (name.isEmpty()) {
            faults.add("name");
        }
        if (reference.isEmpty()) {
            faults.add("reference");
        }
        if (EmailAddress.of(email).isEmpty()) {
            faults.add("email");
        }
        return new WithdrawalForm(name, reference, email, faults);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    public boolean isFaulty(String field) {
        return faults.contains(field);
    }

    /// The same without marks, for a page that is shown before anything was sent.
    WithdrawalForm unmarked() {
        return new WithdrawalForm(name, reference, email, Set.of());
    }

    /// Only for a form without faults.
    Withdrawal withdrawal(String locale) {
        return new Withdrawal(name, reference, EmailAddress.of(email).orElseThrow(), locale);
    }

    // One line without control characters: this text goes into mails.
    private static String line(String typed) {
        if (typed == null) {
            return "";
        }
        var line = typed.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
