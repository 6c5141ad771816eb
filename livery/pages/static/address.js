// A configuration as a query, and back into the address bar. `livery/pages/address.py` reads the same.

/** The query that says `configuration`; what is a default is left out. */
export function written(configuration, defaults) {
  const query = new URLSearchParams();
  for (const [feature, choice] of Object.entries(configuration.selections ?? {})) {
    if (typeof choice === "string" ? choice !== defaults[feature] : choice) query.set(feature, mixed(choice));
  }
  for (const { zone, ...carried } of configuration.personalizations ?? []) query.append(`zone.${zone}`, JSON.stringify(carried));
  if (configuration.market) query.set("order.market", configuration.market);
  if (configuration.language) query.set("order.language", configuration.language);
  if (configuration.quantity) query.set("order.quantity", configuration.quantity);
  for (const code of configuration.discount_codes ?? []) query.append("order.code", code);
  return query.toString();
}

const mixed = (choice) => (typeof choice === "string" ? choice : choice.custom + (choice.name ? ` ${choice.name}` : ""));

/**
 * The address under which this page shows `configuration`, as what becomes the next version of `saved`. With the id alone it
 * would show what is saved, so that beside an id it says how many, also where all the rest is the standard version.
 */
export function addressOf(product, configuration, defaults, saved = null) {
  const query = saved ? `order.saved=${saved.id}&${written({ quantity: 1, ...configuration }, defaults)}` : written(configuration, defaults);
  return `${location.origin}/configure/${product}${query ? `?${query}` : ""}`;
}
