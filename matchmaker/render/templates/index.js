"use strict";
// Shows the data embedded in the page. Every text is set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const say = data.labels;
  const main = document.getElementById("main");
  const byId = new Map(data.companies.map((company, index) => [company.id, index]));
  const state = { query: "", country: "" };

  const el = (name, options = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "text") node.textContent = value;
      else if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
      else node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null));
    return node;
  };
  const auto = (name, text, options = {}) => el(name, { dir: "auto", text, ...options });
  const to = (kind, id) => `#${kind}=${encodeURIComponent(id)}`;

  // Letters are compared without case and without Latin accents: "muller" finds "Müller", whatever its encoding.
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  const haystack = data.companies.map((company) => fold(company.name));

  const partnerLink = (index) => auto("a", data.companies[index].name, { href: to("company", data.companies[index].id) });

  const companyRow = (company) => el("li", {}, el("a", { href: to("company", company.id) },
    auto("strong", company.name),
    el("span", { class: "quiet" }, auto("bdi", company.country), ` · ${say.meetings} ${company.count}`)));

  const fill = (list, count) => {
    const words = fold(state.query).split(/\s+/).filter(Boolean);
    const found = data.companies.filter((company, index) =>
      (!state.country || company.country === state.country) && words.every((word) => haystack[index].includes(word)));
    list.replaceChildren(...found.map(companyRow));
    count.textContent = found.length ? `${say.found}: ${found.length}` : say["no-match"];
  };

  const overview = () => {
    const list = el("ul", { class: "rows", id: "companies" });
    const count = el("p", { class: "quiet", "aria-live": "polite", id: "count" });
    const search = el("input", {
      type: "search", id: "search", placeholder: say.search, "aria-label": say.search, autocomplete: "off", dir: "auto",
      on: {
        input: () => { state.query = search.value; fill(list, count); },
        keydown: (event) => { if (event.key === "Enter") list.querySelector("a")?.click(); },
      },
    });
    search.value = state.query;
    const countries = [...new Set(data.companies.map((company) => company.country))];
    const country = el("select", {
      "aria-label": say.country, on: { change: () => { state.country = country.value; fill(list, count); } },
    }, el("option", { value: "", text: say["all-countries"] }), ...countries.map((name) => el("option", { value: name, text: name })));
    country.value = state.country;
    fill(list, count);
    // Search comes first, sessions before the long list, and the note, which is read once, last.
    return [
      el("div", { class: "tools", role: "search" }, search, country),
      ...(data.sessions.length ? [el("details", innerWidth > 600 ? { open: "" } : {}, el("summary", { text: say.sessions }),
        el("ul", { class: "rows" }, ...data.sessions.map((session) =>
          el("li", {}, el("a", { href: to("session", session.id) }, auto("strong", session.name),
            el("span", { class: "quiet", text: `${session.hall} · ${session.day} · ${session.time}` }))))))] : []),
      count, list,
      ...(data.note ? [auto("p", data.note, { class: "note" })] : []),
    ];
  };

  const bar = () => el("div", { class: "bar" }, el("a", { href: "#", text: `← ${say.back}` }),
    el("button", { type: "button", text: say.print, on: { click: () => window.print() } }));
  const title = (text) => auto("h2", text, { tabindex: "-1" });

  const meeting = ([start, end, place, table, partners, reasons]) => el("li", { class: "meeting" },
    el("div", { class: "time" }, el("b", { text: start }), `–${end}`),
    el("div", { class: "table" }, el("span", { class: "quiet", text: say.table }), el("b", { text: table })),
    el("div", { class: "who" },
      ...partners.map((index) => el("div", {}, partnerLink(index), auto("span", ` ${data.companies[index].country}`, { class: "quiet" }))),
      auto("div", data.places[place].join(" · "), { class: "quiet" }),
      ...reasons.map((index) => auto("div", data.reasons[index], { class: "quiet" }))));

  const companyView = (company) => [
    bar(), title(company.name), auto("p", company.facts.join(" · "), { class: "quiet" }),
    ...(company.note ? [auto("p", company.note)] : []),
    ...(company.remark ? [auto("p", company.remark, { class: "hint" })] : []),
    ...company.days.flatMap(([day, meetings]) => [auto("h3", day), el("ul", {}, ...meetings.map(meeting))]),
  ];

  const gridOf = (session) => {
    const cells = new Map(session.cells.map(([slot, table, who]) => [`${slot}/${table}`, who]));
    const cell = (who = []) => el("td", {}, ...who.map((index) => el("div", {}, partnerLink(index))));
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": session.name }, el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: say.table }),
        ...session.slots.map((time) => el("th", { scope: "col", text: time })))),
      el("tbody", {}, ...session.tables.map((table) => el("tr", {}, el("th", { scope: "row", text: String(table) }),
        ...session.slots.map((_, slot) => cell(cells.get(`${slot}/${table}`))))))));
  };
  const sessionView = (session) => [
    bar(), title(session.name), auto("p", [session.kind, session.hall, session.day, session.time].filter(Boolean).join(" · "), { class: "quiet" }),
    session.cells.length ? gridOf(session) : el("p", { class: "hint", text: say["no-meetings"] }),
  ];

  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const viewOf = (hash) => {
    const [, kind, id] = /^#(company|session)=(.*)$/s.exec(hash) ?? [];
    if (!kind) return null;
    const wanted = decoded(id);
    const company = kind === "company" ? data.companies[byId.get(wanted)] : undefined;
    const session = kind === "session" ? data.sessions.find((one) => one.id === wanted) : undefined;
    if (company) return [company.name, companyView(company)];
    if (session) return [session.name, sessionView(session)];
    return [say["not-found"], [bar(), title(say["not-found"])]];
  };

  const show = () => {
    const view = viewOf(location.hash);
    main.replaceChildren(...(view ? view[1] : overview()));
    document.title = view ? `${view[0]} · ${data.event}` : data.event;
    if (view) {
      window.scrollTo(0, 0);
      main.querySelector("h2").focus();
    }
  };

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && document.getElementById("search")) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
    if (event.key === "Escape" && viewOf(location.hash)) location.hash = "";
  });
  window.addEventListener("hashchange", show);
  // A question mark opens a search, so that a search can be linked: index.html?laser
  state.query = decoded(location.search.slice(1).replace(/\+/g, " "));
  show();
})();
