package shop.handover.kit.trace;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/// Gives each log line that says `checkout=cs_…` a field `checkout` of that value, so that JSON logs are searched
/// by it like by `traceId`, and takes out of all lines what must not stand there ([Discreet]): the framework writes of
/// the requests it cannot read, queries and all. Refuses no line.
@LoggingFilter(name = "checkout")
public final class CheckoutField implements Filter {

    private static final ExtFormatter WORDS = new PatternFormatter("%m");
    private static final String KEY = "checkout=";
    private static final Pattern CHECKOUT = Pattern.compile("checkout=(cs_\\w+)");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord extended && extended.getMessage() != null) {
            var text = discreet(extended);
            if (text.contains(KEY)) {
                var found = CHECKOUT.matcher(text);
                if (found.find()) {
                    extended.putMdc("checkout", found.group(1));
                }
            }
        }
        return true;
    }

    private static String discreet(ExtLogRecord line) {
        var said = WORDS.formatMessage(line);
        var text = Discreet.text(said);
        if (!text.equals(said)) {
            line.setMessage(text, FormatStyle.NO_FORMAT);
            line.setParameters(null);
        }
        if (line.getThrown() != null) {
            line.setThrown(Discreet.fault(line.getThrown()));
        }
        return text;
    }
}
