package shop.handover.download.nginx;

import java.util.HashMap;
import java.util.Map;
import shop.handover.download.House;

/// The same house with its bytes left to the nginx in front.
public class NginxHouse extends House {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("handover.download.accel-location", "/files/");
        return settings;
    }
}
