package shop.handover.sandbox.house;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What fulfillment-service recorded.
record PurchaseTable(String jdbcUrl, String user, String password) {

    /// @param url `postgresql://user:password@host:port/database`
    static PurchaseTable at(String url) {
        URI uri = URI.create(url);
        String[] who = uri.getUserInfo().split(":", 2);
        return new PurchaseTable(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), who[0], who[1]);
    }

    int count(String session) {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
                var query =
                        connection.prepareStatement("SELECT count(*) FROM purchase WHERE checkout_session_id = ?")) {
            query.setString(1, session);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new StationFailed("the database cannot be asked: " + e.getMessage());
        }
    }
}
