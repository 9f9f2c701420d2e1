export const GENERAL = `tripmaster: plans trips from the command line.

  tripmaster plan <city> [options]   makes a plan and prints it
  tripmaster list                    your plans, newest first
  tripmaster show <id>               prints a plan
  tripmaster delete <id>             deletes a plan (it can be brought back for 30 days)
  tripmaster login                   signs in, and stays signed in
  tripmaster logout                  signs out
  tripmaster download <path>         a file of the server, such as /plans/<id>.ics; --save <file>
  tripmaster upload <file> --plan <id>   keeps a file with a plan; --item <id>, --name <text>, --shared
  tripmaster <procedure> [options]   anything the server can do: see below
  tripmaster <command> --help        says more

Every command takes
  --server <url>      the server (default: TRIPMASTER_URL, else http://localhost:3000)
  --email <address>   who you are (default: TRIPMASTER_EMAIL)
  --password <text>   better given as TRIPMASTER_PASSWORD, which no process list shows
  --code <digits>     of your authenticator app, where the account asks for it
With an API token (made under Account, API tokens) in TRIPMASTER_TOKEN nobody needs to sign in. Without any of these an account of your own is made on the server at the first use, and remembered here.

For operators, on the server's machine: tripmaster keys, admin, audit, rates, catalogue (--help says more)
`;

export const PROCEDURES = `
Every procedure of the server, as tripmaster plans.get --id <id> or tripmaster plans get --id <id> (admin by its dots).
Answers are JSON, streams one JSON a line. Exit codes: 0 done, 1 refused or failed, 2 not understood, 130 stopped.

`;

export const PLAN = `tripmaster plan <city> [options]: makes a checked plan and prints it as Markdown.

  tripmaster plan "Lisbon" --from 2027-05-10 --to 2027-05-14 --adults 2 --child 6 --budget "1.800,00 EUR"

When
  --from <YYYY-MM-DD>   first day          --to <YYYY-MM-DD>   last day
  --nights <n>          nights in each city, in their order; instead of --to, or to share it out
  --month <YYYY-MM> --days <n>             any time of a month
  --arrive <HH:mm>      arrival on the first day   --depart <HH:mm>  departure on the last
Where
  --destination <city>  another city (also --to-city); repeat for more, at most 10
  --origin <city>       where you come from
Who
  --adults <n>          default 1          --child <age>       repeat for each child
What
  --budget <amount>     for everybody, as you write it: "1.800,00 EUR", "€1,800", "2k USD"
  --style budget|mid|luxury                --pace relaxed|balanced|packed
  --interest <word>     food, history, art, nature, beach …; repeat for more
  --diet <word>         vegetarian, vegan, halal, kosher, gluten-free …; repeat for more
  --access <word>       step-free, wheelchair …; repeat for more
  --day-start <HH:mm>   not earlier than   --day-end <HH:mm>   not later than
  --notes <text>        anything else      --language <tag>    such as en, de, pt-BR
Output
  --save <file>         keeps it as .pdf, .md, .html, .ics, .json, .gpx, .kml or .csv; repeat for more
  --paper a4|letter     of a PDF; default a4
  --json                prints the plan as JSON instead of Markdown
`;

export const OTHERS: Readonly<Record<string, string>> = {
  list: 'tripmaster list [--json]: your plans, newest first: id, dates, cities, price, title.\n',
  show: 'tripmaster show <id> [--json] [--save <file>] [--paper a4|letter]: prints a plan as Markdown.\n',
  delete: 'tripmaster delete <id>: deletes a plan. It can be brought back for 30 days.\n',
  login: 'tripmaster login [--email <address>]: signs in (or up) and stays signed in; asks for what is not given.\n',
  download: 'tripmaster download <path> [--save <file>]: a file of the server, such as /plans/<id>.ics or /account/export.json.\n',
  upload:
    'tripmaster upload <file> --plan <id> [--item <id>] [--name <text>] [--shared]: keeps a file with a plan, shared with all who are on it or for yourself.\n',
  logout: 'tripmaster logout: signs out. An account that was made for you here can be used again.\n',
};
