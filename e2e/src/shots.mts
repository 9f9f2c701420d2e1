import { openPage, signUp, startBrowser, startServer } from '/work/wt/discovery/e2e/src/stage.ts';
const [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
const { page, close } = await openPage(browser, { colorScheme: 'light', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
await signUp(page, server.url, 'shots@example.com', 'a long enough password');
await page.getByRole('heading', { level: 1, name: 'Trips' }).waitFor();
const make = async (city: string, start: string, end: string, vis: string) =>
  page.evaluate(`(async () => {
  const t = await (await fetch('/trpc/auth.refresh', {method:'POST', headers:{'content-type':'application/json'}, body:'{}'})).json();
  const h = {'content-type':'application/json', authorization: 'Bearer '+t.result.data.session.accessToken};
  const p = await (await fetch('/trpc/plans.create', {method:'POST', headers:h, body: JSON.stringify({destinations:[{name:'${city}'}], dates:{start:'${start}', end:'${end}'}, travellers:{adults:2, childrenAges:[]}, interests:['history'], budget:{amount:150000,currency:'EUR'}})})).json();
  await fetch('/trpc/plans.setVisibility', {method:'POST', headers:h, body: JSON.stringify({id:p.result.data.id, visibility:'${vis}'})});
  return p.result.data.id })()`);
const ids = [];
for (const [c, s, e, v] of [
  ['Lisbon', '2027-05-10', '2027-05-14', 'public'],
  ['Porto', '2027-07-10', '2027-07-12', 'public'],
  ['Tokyo', '2027-10-01', '2027-10-09', 'private'],
  ['Lisbon', '2027-02-01', '2027-02-03', 'unlisted'],
] as const)
  ids.push(await make(c, s, e, v));
for (const [w, scheme] of [
  [1280, 'light'],
  [390, 'dark'],
] as const) {
  await page.setViewportSize({ width: w, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(server.url + '/plans');
  await page.getByRole('heading', { name: 'In figures' }).waitFor();
  await page.waitForTimeout(400);
  await page.screenshot({ path: `/tmp/trips-${w}.png`, fullPage: true });
  await page.goto(server.url + '/discover');
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/discover-${w}.png`, fullPage: true });
}
await page.setViewportSize({ width: 1280, height: 900 });
await page.emulateMedia({ colorScheme: 'light' });
await page.goto(server.url + '/plans');
await page
  .getByRole('button', { name: /^More for Lisbon/ })
  .first()
  .click();
await page.getByRole('menuitem', { name: 'Delete trip' }).click();
await page.getByText('Deleted', { exact: true }).click();
await page.getByRole('button', { name: 'Bring back' }).waitFor();
await page.waitForTimeout(300);
await page.screenshot({ path: `/tmp/trips-deleted.png` });
await page.goto(server.url + '/plans/' + ids[1]);
await page.getByRole('button', { name: /^More for/ }).click();
await page.getByRole('menuitem', { name: 'Duplicate' }).click();
await page.waitForTimeout(500);
await page.screenshot({ path: `/tmp/copy.png` });
await page.getByRole('button', { name: 'Take the copy' }).click();
await page.getByRole('heading', { name: /^Copy of/ }).waitFor();
console.log('copied', page.url());
await close();
await browser.close();
await server.stop();
process.exit(0);
